package rawi.apps.nextword;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the sequences of four words of a text that is being written: none comes a third time. */
final class FourWords {
  private static final int LENGTH = 4;
  private static final int MOST = 2;

  private final List<Integer> written = new ArrayList<>();
  private final Map<List<Integer>, Integer> counts = new HashMap<>();

  void add(int id) {
    if (written.size() >= LENGTH - 1) {
      counts.merge(withLast(id), 1, Integer::sum);
    }
    written.add(id);
  }

  boolean allows(int id) {
    return written.size() < LENGTH - 1 || counts.getOrDefault(withLast(id), 0) < MOST;
  }

  private List<Integer> withLast(int id) {
    List<Integer> four =
        new ArrayList<>(written.subList(written.size() - LENGTH + 1, written.size()));
    four.add(id);
    return four;
  }
}
