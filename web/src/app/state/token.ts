const KEY = 'headwater.token';

/** The token that was entered in this tab, where the gateway asks for one. */
export const storedToken = (): string | undefined => {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
};

/** Keeps a token for as long as the tab is open. */
export const storeToken = (token: string): void => sessionStorage.setItem(KEY, token);
