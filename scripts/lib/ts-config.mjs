import { join } from 'node:path';
import ts from 'typescript';

/** What a configuration of the compiler says: its options, the files, and what is wrong with it. */
export const configOf = (root, name) =>
  ts.getParsedCommandLineOfConfigFile(
    join(root, name),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
