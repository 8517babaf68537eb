/**
 * Judging text with a guarded model: the {@link dev.antidote.infer.Classifier} seam and its implementation. Tensors never leave.
 */
@NullMarked
package dev.antidote.infer;

import org.jspecify.annotations.NullMarked;
