/** What weights must satisfy after each step of an optimizer. */
@NullMarked
package rawi.nn.constraints;

import org.jspecify.annotations.NullMarked;
