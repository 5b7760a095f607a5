package rawi.boosting;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Gradient-boosted trees on rows of features (Chen and Guestrin 2016), by XGBoost. */
final class BoostedTrees implements AutoCloseable {
  private final Booster booster;

  private BoostedTrees(Booster booster) {
    this.booster = booster;
  }

  /**
   * Learns.
   *
   * @param rows of features
   * @param labels the class of each row
   * @param rounds trees of each class, one after the other
   */
  static BoostedTrees train(double[][] rows, int[] labels, int classes, int rounds)
      throws XGBoostError {
    DMatrix data = matrix(rows);
    float[] targets = new float[labels.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = labels[i];
    }
    data.setLabel(targets);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("objective", "multi:softprob");
    options.put("num_class", classes);
    options.put("tree_method", "hist");
    options.put("max_depth", 5);
    options.put("eta", 0.2);
    options.put("nthread", 1);
    options.put("seed", 42);
    options.put("verbosity", 0);
    Booster booster =
        XGBoost.train(data, options, rounds, Map.of(), null, null); // neither loss nor metric
    data.dispose();
    return new BoostedTrees(booster);
  }

  /** The share of rows whose most probable class is the true one. */
  double accuracy(double[][] rows, int[] labels) throws XGBoostError {
    DMatrix data = matrix(rows);
    float[][] probabilities = booster.predict(data);
    data.dispose();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int k = 1; k < probabilities[i].length; k++) {
        best = probabilities[i][k] > probabilities[i][best] ? k : best;
      }
      right += best == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  private static DMatrix matrix(double[][] rows) throws XGBoostError {
    int columns = rows[0].length;
    float[] flat = new float[rows.length * columns];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) rows[i / columns][i % columns];
    }
    return new DMatrix(flat, rows.length, columns, Float.NaN);
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
