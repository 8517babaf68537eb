/**
 * Releases: signed announcements of the bundle that shall serve, who takes them, and who goes back. Knows nothing of models: whoever
 * serves them stands behind {@link dev.antidote.release.Serving}.
 *
 * <pre>
 * ReleasePublisher --signed--&gt; releases --&gt; AnnouncementGate --&gt; Takeover --&gt; Serving       in every instance: ReleaseFollower
 *        |    ^               (compacted)  (key, signature,        |
 *        v    |                             sequence)              +--&gt; release-acks --&gt; ReleaseStatus
 *  BundleStore|                                                         (compacted)
 *             +-- RollbackWatch &lt;-- asr
 * </pre>
 */
@NullMarked
package dev.antidote.release;

import org.jspecify.annotations.NullMarked;
