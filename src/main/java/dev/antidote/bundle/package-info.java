/**
 * The guard bundle: one directory that holds everything a guard needs besides its base model, and the manifest that vouches for
 * it. Knows nothing of models: whoever trains writes the adapter's files through {@link dev.antidote.bundle.BundleContents}, whoever
 * serves reads them from {@link dev.antidote.bundle.GuardBundle}.
 *
 * <pre>
 * contents --write--&gt; .NAME.new/ --fsync, digests, manifest--&gt; rename --&gt; NAME/ --open: digests, sizes, names--&gt; GuardBundle
 * </pre>
 */
@NullMarked
package dev.antidote.bundle;

import org.jspecify.annotations.NullMarked;
