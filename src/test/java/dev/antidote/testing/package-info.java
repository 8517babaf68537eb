/** Fixtures and fakes that the tests of several packages share. */
@NullMarked
package dev.antidote.testing;

import org.jspecify.annotations.NullMarked;
