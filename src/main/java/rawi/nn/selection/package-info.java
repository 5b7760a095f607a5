/** Choosing: which rows are learnt from, which are watched, and which a model is judged on. */
@NullMarked
package rawi.nn.selection;

import org.jspecify.annotations.NullMarked;
