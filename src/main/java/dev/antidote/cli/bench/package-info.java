/**
 * What {@code antidote bench} measures: the engine alone, the same texts through Kafka, and the pipeline with a model that takes no
 * time. Figures that are compared come from alternating rounds of one run. Nothing else uses this package.
 */
@NullMarked
package dev.antidote.cli.bench;

import org.jspecify.annotations.NullMarked;
