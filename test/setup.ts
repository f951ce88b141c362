// What jest.config.js gives to the worker processes is not for the programs that a test starts.
delete process.env['NODE_OPTIONS'];
