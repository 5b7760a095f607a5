/** {@code rawi tune}: search over hyper-parameters by cross-validation. */
@NullMarked
package rawi.apps.tune;

import org.jspecify.annotations.NullMarked;
