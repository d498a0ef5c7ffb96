// Before the first paint: the theme that was chosen here before, or that of the system.
try {
  const theme = localStorage.getItem('headwater.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to this page: the theme of the system it is.
}
