/**
 * Experiments with attacks and defences: presets say which cells to measure, a run measures those that are not kept yet, and each
 * cell's result is a small file of its own, so that a run that was killed goes on where it stopped.
 *
 * <pre>
 * LabPlan (data, attacks, defences, seeds) -- Preset --&gt; cells (attack x defence x seed x measure)
 *                                                          |  LabRun: what the CellStore lacks
 *                                                          v
 * LabTrainer, LabDefence -------------- CellRunner --&gt; CellResult -- CellStore --&gt; one file a cell
 * </pre>
 *
 * <p>A cell's id is the hash of everything that determines its result: the rows before and after the attack, the reviewed rows, the
 * defence, the prompt, the seed, what is measured, and what trains.
 */
@NullMarked
package dev.antidote.lab.experiment;

import org.jspecify.annotations.NullMarked;
