/** What the commands share: the session, errors, input and progress. */
@NullMarked
package rawi.apps.cli;

import org.jspecify.annotations.NullMarked;
