/**
 * The lab: attacks against defences on the same data and seeds, measured and reported. Its rooms: {@code settings} reads attacks from
 * OpenBackdoor's files, {@code defence} holds what is compared, {@code experiment} runs it, {@code report} tells of it.
 */
@NullMarked
package dev.antidote.lab;

import org.jspecify.annotations.NullMarked;
