/** The build of bottleneck without its Redis parts, which the throttling plugin loads too, has no types of its own. */
declare module 'bottleneck/light.js' {
	export { default } from 'bottleneck';
}
