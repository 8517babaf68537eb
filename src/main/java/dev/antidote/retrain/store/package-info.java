/**
 * The sample store: plain JDBC on H2 or PostgreSQL, one connection a transaction, no pool. Knows neither Kafka nor files.
 *
 * <p>{@link dev.antidote.retrain.store.Intake} writes samples, {@link dev.antidote.retrain.store.Reviews} appends reviews, {@link
 * dev.antidote.retrain.store.Samples} reads both, all on one {@link dev.antidote.retrain.store.Database}.
 */
@NullMarked
package dev.antidote.retrain.store;

import org.jspecify.annotations.NullMarked;
