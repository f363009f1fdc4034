// Style sheets are imported for the build's sake: it bundles them beside the script.
declare module '*.css';
