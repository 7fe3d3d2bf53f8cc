/** Loaded into a long-running program: when its starter is killed, the channel between them closes, and it ends in order. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
