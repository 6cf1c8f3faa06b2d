// The only file that names the package. It is a bundle of its own, `dist/socks.cjs`, which only those load who need it.
export { SocksClient } from 'socks';
