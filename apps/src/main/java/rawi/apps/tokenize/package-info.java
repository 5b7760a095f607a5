/** {@code rawi tokenize} and its subcommands. */
@NullMarked
package rawi.apps.tokenize;

import org.jspecify.annotations.NullMarked;
