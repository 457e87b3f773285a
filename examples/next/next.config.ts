/** Banjie and what it works with stay modules of Node's. */
export default { serverExternalPackages: ['banjie'] };
