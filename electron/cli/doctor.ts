import type { DoctorReport } from '../../shared/domain/doctor.ts';
import { AppError, type ErrorValue, toErrorValue } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { withApplication } from './openApplication.ts';

const marks = { pass: 'ok  ', warn: 'note', fail: 'FAIL' } as const;

function describe(report: DoctorReport): string[] {
  return [
    `HartOMat ${report.version} on ${report.platform}, Node ${report.node}`,
    `data folder ${report.home}`,
    '',
    ...report.checks.flatMap((check) => [
      `${marks[check.state]}  ${check.label}: ${check.message}`,
      ...(check.remedy && check.state !== 'pass' ? [`      ${check.remedy}`] : []),
    ]),
    '',
    ...report.runtimes.map((runtime) => {
      const mark = runtime.id === report.chosenRuntimeId ? '*' : ' ';
      const state = runtime.usable ? runtime.origin : (runtime.problem?.message ?? 'not usable');
      return `${mark} Blender ${runtime.version || '?'}  ${runtime.executable}  (${state})`;
    }),
  ];
}

/** A Blender that cannot be used has an error of its own; anything else that fails is a failed check. */
async function errorOf(application: Application, report: DoctorReport): Promise<ErrorValue | null> {
  if (report.ok) return null;
  const blender = await application.direct.blender().then(() => null, toErrorValue);
  if (blender) return blender;
  const failed = report.checks.filter((check) => check.state === 'fail');
  return new AppError('app.check_failed', failed.map((check) => `${check.label}: ${check.message}`).join(' '), {
    details: { checks: failed.map((check) => check.id) },
  }).toValue();
}

/** `doctor`: the state of this machine, and what to do about it. */
export function doctor(context: CommandContext): Promise<CommandResult> {
  return withApplication(context, async (application) => {
    const report = await application.handlers['doctor:report']();
    return { document: report, lines: describe(report), error: await errorOf(application, report) };
  });
}
