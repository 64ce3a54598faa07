const config = {
	files: ['dist/test/**/*.test.js'],
	workerThreads: false,
	concurrency: 2,
	timeout: '2m',
};

export default config;
