package rawi.apps.tune;

import java.util.Map;
import rawi.apps.hyper.Settings;
import rawi.nn.backend.Kernels;

/** What a search runs again and again. */
interface Subject {
  /**
   * Refuses settings that cannot be.
   *
   * @throws IllegalArgumentException beginning with the name of what is wrong
   */
  void check(Settings settings);

  /**
   * Trains on all folds but one and judges on that one; the same arguments give the same scores.
   *
   * @param fold from 0
   * @throws rawi.nn.training.NumericalFailure if the training goes out of bounds
   */
  Map<String, Double> run(Settings settings, int fold, Kernels kernels);
}
