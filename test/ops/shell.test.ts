import { tmpdir } from 'node:os';
import { dryRunShell, formatArgv, processShell, ShellError } from '../../ops/clients/shell.ts';

const shell = processShell({ cwd: tmpdir(), env: { PATH: '/usr/bin:/bin' } });

describe('a program that is started', () => {
  test('gets its arguments as they are: no value becomes syntax', async () => {
    expect(await shell.run(['printf', '%s|', '$(id)', '; rm -rf /', "it's", ''])).toBe("$(id)|; rm -rf /|it's||");
  });

  test('gets its standard input', async () => {
    expect(await shell.run(['cat'], { input: { text: 'secret' } })).toBe('secret');
  });

  test('that does not read its standard input is no error', async () => {
    expect(await shell.run(['true'], { input: { text: 'x'.repeat(1_000_000) } })).toBe('');
  });

  test('and fails gives the command, the exit code, its last lines, and what to do', async () => {
    const failure = shell.run(['sh', '-c', 'seq 1 9 >&2; exit 3']);
    await expect(failure).rejects.toThrow(ShellError);
    await expect(failure).rejects.toThrow(
      "'sh -c 'seq 1 9 >&2; exit 3'' failed with exit code 3:\n  5\n  6\n  7\n  8\n  9\n  fix the cause and run the same command again",
    );
  });

  test('and is killed gives the signal', async () => {
    await expect(shell.run(['sh', '-c', 'kill -TERM $$'])).rejects.toThrow('was ended by SIGTERM');
  });

  test('but does not exist is an error too', async () => {
    await expect(shell.run(['no-such-program'])).rejects.toThrow("'no-such-program' did not start");
  });
});

describe('the tools that are missing', () => {
  test('are those that are not on the PATH', () => {
    expect(shell.missing(['sh', 'no-such-program', 'cat'])).toEqual(['no-such-program']);
  });
});

describe('a dry run', () => {
  test('prints what it would start, ready to be pasted, and answers with the plan', async () => {
    const printed: string[] = [];
    const dry = dryRunShell((line) => printed.push(line));
    const answer = await dry.run(['kubectl', 'patch', '--patch', `{"a":"it's"}`], {
      input: { text: 'hunter2', secret: 'a password' },
      planned: 'patched',
    });
    expect(answer).toBe('patched');
    expect(printed).toEqual([
      '# standard input of the next command: a password',
      `kubectl patch --patch '{"a":"it'\\''s"}'`,
    ]);
  });

  test('prints an input that is no secret, so that the command can be pasted with it', async () => {
    const printed: string[] = [];
    await dryRunShell((line) => printed.push(line)).run(['cat', '-'], { input: { text: `{"a":"$HOME it's"}` } });
    expect(await shell.run(['sh', '-c', printed.join('\n')])).toBe(`{"a":"$HOME it's"}\n`);
  });

  test('prints what a shell reads back as the same arguments', async () => {
    const words = ['plain', 'two words', "it's", '$HOME', '*', '', 'a\tb', 'Name=tag:x/y,Values=z'];
    const read = await shell.run(['sh', '-c', `printf '%s|' ${formatArgv(words)}`]);
    expect(read).toBe(words.map((word) => `${word}|`).join(''));
  });
});
