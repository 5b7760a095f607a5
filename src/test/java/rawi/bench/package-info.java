/** JMH benchmarks; see docs/benchmarks.md for the command. */
@NullMarked
package rawi.bench;

import org.jspecify.annotations.NullMarked;
