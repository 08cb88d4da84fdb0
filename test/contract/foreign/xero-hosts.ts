/** The hosts that Xero's own clients have written into them. */
export const XERO_HOSTS = ['login.xero.com', 'identity.xero.com', 'api.xero.com'];
