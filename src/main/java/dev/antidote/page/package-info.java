/**
 * Reports as HTML pages that are complete in themselves: markup from text, figures as text, and the page with its security policy
 * and its plots. What a page says belongs to whoever makes it; computed is nothing here.
 *
 * <pre>
 * template, style, script -+
 * shared style and script -+-- Page --&gt; one file: opens from the disk, loads nothing, runs nothing foreign
 * figures as JSON ---------+
 * </pre>
 */
@NullMarked
package dev.antidote.page;

import org.jspecify.annotations.NullMarked;
