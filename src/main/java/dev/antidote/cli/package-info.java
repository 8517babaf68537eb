/**
 * The commands, and the only composition root: the one room that may enter every other. Whatever goes wrong ends here as one
 * line and an exit code; whatever must be closed is owned by {@link dev.antidote.cli.ShutdownSequence}.
 *
 * <pre>
 * main --&gt; Launcher --parse--&gt; command.call() --&gt; exit code
 *              |                    | Session: terminal, shutdown sequence, cache directory, clock
 *              +-- Failures: exception --&gt; one line on stderr, exit code
 * </pre>
 */
@NullMarked
package dev.antidote.cli;

import org.jspecify.annotations.NullMarked;
