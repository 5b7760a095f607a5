package rawi.nn.backend;

/**
 * tanh and the logistic function as a quotient of polynomials, in loops over flat arrays that the
 * JIT compiles to vector code: no call, no branch, only multiply-add, minimum, maximum and one
 * division an element.
 *
 * <p>The coefficients are those of the 13/6 minimax approximation on [-7.905, 7.905] used by Eigen
 * (Guennebaud, Jacob and others, {@code generic_fast_tanh_float}); the largest error is 2.6e-7.
 */
final class Rational {
  private static final float BOUND = 7.905311f; // tanh is 1 in float32 beyond it
  private static final float A1 = 0.0048935246f;
  private static final float A3 = 0.00063726195f;
  private static final float A5 = 0.0000148572235f;
  private static final float A7 = 5.1222973E-8f;
  private static final float A9 = -8.604672E-11f;
  private static final float A11 = 2.000188E-13f;
  private static final float A13 = -2.7607684E-16f;
  private static final float B0 = 0.004893525f;
  private static final float B2 = 0.0022684347f;
  private static final float B4 = 0.00011853471f;
  private static final float B6 = 0.0000011982584f;

  private Rational() {}

  static float tanh(float v) {
    float x = Math.max(-BOUND, Math.min(BOUND, v));
    float y = x * x;
    float p = Math.fma(y, A13, A11);
    p = Math.fma(y, p, A9);
    p = Math.fma(y, p, A7);
    p = Math.fma(y, p, A5);
    p = Math.fma(y, p, A3);
    p = Math.fma(y, p, A1);
    float q = Math.fma(y, B6, B4);
    q = Math.fma(y, q, B2);
    q = Math.fma(y, q, B0);
    return p * x / q;
  }

  static float sigmoid(float v) {
    return Math.fma(0.5f, tanh(0.5f * v), 0.5f);
  }
}
