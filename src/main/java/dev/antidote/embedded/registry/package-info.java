/**
 * A schema registry inside this JVM that other processes can reach, for the demo and the tests. Never for production.
 *
 * <p>It has a room of its own because the broker beside it needs neither Avro nor HTTP.
 */
@NullMarked
package dev.antidote.embedded.registry;

import org.jspecify.annotations.NullMarked;
