/** Learning rates that change with the step. */
@NullMarked
package rawi.nn.optimizers.schedules;

import org.jspecify.annotations.NullMarked;
