import {execFile} from 'node:child_process';
import {chmod, mkdir, rm, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** `EXT4_IOC_SHUTDOWN` with `NOLOGFLUSH` (linux/fs/ext4/ext4.h): nothing that is not on the disk yet ever gets there. */
const SHUTDOWN =
  'open(my $f, "<", $ARGV[0]) or die "$!"; my $how = pack("L", 2); ioctl($f, 0x8004587d, $how) or die "$!"';
const SIZE_BYTES = 2 * 1024 ** 3;

/** A file system in a file, whose power can be cut. Needs root, loop devices and perl. */
export class LoopDisk {
  readonly path: string;
  readonly #image: string;

  private constructor(folder: string) {
    this.path = join(folder, 'disk');
    this.#image = join(folder, 'disk.img');
  }

  static async make(folder: string): Promise<LoopDisk> {
    const disk = new LoopDisk(folder);
    await writeFile(disk.#image, '');
    await truncate(disk.#image, SIZE_BYTES);
    await run('mkfs.ext4', ['-q', '-F', disk.#image]);
    await mkdir(disk.path);
    await disk.mount();
    await chmod(disk.path, 0o755);
    return disk;
  }

  async mount(): Promise<void> {
    await run('mount', ['-o', 'loop', this.#image, this.path]);
  }

  /** From this moment on nothing is written any more, and what the kernel still held is gone. */
  async cutPower(): Promise<void> {
    await run('perl', ['-e', SHUTDOWN, this.path]);
  }

  async unmount(): Promise<void> {
    await run('umount', [this.path]);
  }

  async remove(): Promise<void> {
    await this.unmount();
    await rm(this.#image);
  }
}
