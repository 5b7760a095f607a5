package rawi.nn.backend;

/**
 * The numbers of one Adam update (Kingma and Ba 2015, end of section 2):
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 * w = w - rate m / (sqrt(v) + epsilon),   rate = learning rate * sqrt(1 - beta2^t) / (1 - beta1^t)
 * </pre>
 *
 * @param rate the learning rate with both bias corrections folded in
 */
public record AdamStep(double rate, double beta1, double beta2, double epsilon) {}
