/** The floor of every desk: one bare Lit element and Microsoft's client. */
import {HttpTransportType, HubConnectionBuilder} from '@microsoft/signalr';
import './lit.ts';

const connection = new HubConnectionBuilder().withUrl('/desk', {transport: HttpTransportType.WebSockets}).build();
connection.on('Deliver', (text: string) => document.body.append(text));
void connection.start();
