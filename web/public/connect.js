// Opens the connection while the script of the page is loaded; `early-socket.ts` takes it over. Where a token was entered the
// script sends it, and a tab in the background connects when it is looked at.
try {
  if (!document.hidden && sessionStorage.getItem('headwater.token') === null) {
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/', ['headwater.v1']);
    const heard = [];
    socket.onopen = socket.onmessage = socket.onclose = (event) => heard.push(event);
    globalThis.headwaterEarly = { socket, heard };
  }
} catch {
  // Storage or the network may be closed to this page: the script finds out, and says so.
}
