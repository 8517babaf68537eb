/**
 * Configuration: one strict reader from YAML, environment and flags to validated records. Knows nothing of what is configured.
 *
 * <pre>
 * defaults &lt; YAML file &lt; environment (ANTIDOTE_BATCHER_MAX_WAIT) &lt; flags (batcher.maxWait)
 *                 {@link dev.antidote.config.ConfigSource} -- {@link dev.antidote.config.Section} --&gt; {@link dev.antidote.config.GuardConfig}
 * </pre>
 *
 * <p>Every mistake is one {@link dev.antidote.config.ConfigException} whose message is one line: where, which key, what is allowed.
 */
@NullMarked
package dev.antidote.config;

import org.jspecify.annotations.NullMarked;
