package rawi.apps.tune;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import rawi.apps.cli.Failure;
import rawi.apps.hyper.Settings;
import rawi.apps.nextword.Text;

/**
 * Which lines of a text a run of a cross-validation learns from and which it is judged on. The
 * folds are blocks of lines that follow one another, of one length but for one line: what is next
 * to a line tells much of it, so lines drawn at random would be half known.
 *
 * @param name of the text
 */
record TextPortions(String name, List<String> lines, int folds) {
  private static final int LEAST = 10; // to learn from, since every tenth is watched

  /**
   * Prepares the folds.
   *
   * @param name what errors call the text
   * @param share the least share of the lines that any run learns from
   * @throws Failure if there are too few lines
   */
  static TextPortions of(String name, List<String> lines, int folds, double share) {
    int least = (int) Math.ceil(LEAST / share) * folds / (folds - 1) + folds;
    if (lines.size() < least) {
      throw new Failure(
          "%s: expected at least %d lines with a word for %d folds, got %d; use fewer folds or a longer text"
              .formatted(name, least, folds, lines.size()));
    }
    return new TextPortions(name, List.copyOf(lines), folds);
  }

  private int begin(int fold) {
    return (int) ((long) lines.size() * fold / folds);
  }

  /** SHA-256 of the lines, in hexadecimal. */
  String hash() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What a run is judged on. */
  Text judged(int fold) {
    return Text.of(name, lines.subList(begin(fold), begin(fold + 1)));
  }

  /** What it learns from: the first lines of all others. */
  Text learnt(int fold, Settings settings) {
    List<String> others = new ArrayList<>(lines.subList(0, begin(fold)));
    others.addAll(lines.subList(begin(fold + 1), lines.size()));
    double share = settings.real(Portions.TRAIN_SHARE);
    return Text.of(name, others.subList(0, (int) Math.ceil(others.size() * share)));
  }
}
