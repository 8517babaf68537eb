/** A Kafka broker inside this JVM, for the demo and the tests. Never for production. */
@NullMarked
package dev.antidote.embedded;

import org.jspecify.annotations.NullMarked;
