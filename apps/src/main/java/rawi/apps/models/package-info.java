/** What the applications know of models of any kind. */
@NullMarked
package rawi.apps.models;

import org.jspecify.annotations.NullMarked;
