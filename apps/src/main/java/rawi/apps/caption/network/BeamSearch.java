package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import rawi.apps.models.Limits;

/**
 * The best captions that a search with few open ends finds, those of all images of a batch at once.
 * Of all ways in which the open captions of an image go on, the {@code width} most probable stay;
 * one that ends is set aside and takes one from the width (Graves 2012; Sutskever and others 2014).
 * At {@code words} words a caption can only end. Among those set aside the best is the one of the
 * largest log p / length^power, length counted with the end mark (Wu and others 2016 have a like
 * form). A width of 1 always takes the most probable word.
 *
 * @param width captions kept open
 * @param words most words of a caption; at least 1
 * @param power 0: the most probable caption, which is a short one; 1: the mean of its words
 * @param start the mark before the first word
 * @param end the mark after the last; a caption has at least one word before it
 * @param sayable which ids may be said; the end mark among them
 */
record BeamSearch(int width, int words, double power, int start, int end, IntPredicate sayable) {
  BeamSearch {
    Limits.positive("beam", width);
    Limits.positive("max-words", words);
    if (!(power >= 0) || Double.isInfinite(power)) {
      throw new IllegalArgumentException(
          "length-power: expected a number of at least 0, got " + power);
    }
  }

  /** A caption begun: its words, their log p, where each looked. */
  private record Open(List<Integer> ids, double logP, List<float[]> looks) {
    Open and(int id, double more, float[] look) {
      List<Integer> longer = new ArrayList<>(ids);
      longer.add(id);
      List<float[]> all = new ArrayList<>(looks);
      all.add(look);
      return new Open(longer, logP + more, all);
    }
  }

  /** A way to go on. */
  private record Way(int beam, int id, double logP, double step) {}

  /** One image's captions, open and ended. */
  private final class Search {
    List<Open> open = List.of(new Open(List.of(), 0, List.of()));
    final List<Open> ended = new ArrayList<>();

    /** Takes one step; gives the beams that go on, in the order of the new {@link #open}. */
    List<Integer> go(List<float[]> next, Telling telling, int firstRow) {
      boolean last = open.get(0).ids.size() == words;
      List<Open> more = new ArrayList<>();
      List<Integer> from = new ArrayList<>();
      for (Way way : best(next, last, width - ended.size())) {
        Open one = open.get(way.beam).and(way.id, way.step, telling.look(firstRow + way.beam));
        if (way.id == end) {
          ended.add(one);
        } else {
          more.add(one);
          from.add(firstRow + way.beam);
        }
      }
      open = more;
      return from;
    }

    /** The most probable ways to go on, best first; of equals the one of the better beam. */
    private List<Way> best(List<float[]> next, boolean last, int most) {
      List<Way> best = new ArrayList<>();
      Comparator<Way> order = Comparator.comparingDouble((Way w) -> -w.logP);
      for (int b = 0; b < open.size(); b++) {
        float[] logs = next.get(b);
        double before = open.get(b).logP;
        boolean first = open.get(b).ids.isEmpty();
        for (int id = 0; id < logs.length; id++) {
          boolean may = last ? id == end : sayable.test(id) && !(first && id == end);
          double logP = before + logs[id];
          if (may && (best.size() < most || logP > best.get(most - 1).logP)) {
            Way way = new Way(b, id, logP, logs[id]);
            int at = best.size();
            while (at > 0 && order.compare(way, best.get(at - 1)) < 0) {
              at--;
            }
            best.add(at, way);
            if (best.size() > most) {
              best.remove(most);
            }
          }
        }
      }
      return best;
    }

    Spoken result() {
      Open best =
          ended.stream().max(Comparator.comparingDouble(BeamSearch.this::score)).orElseThrow();
      int[] ids = best.ids.stream().limit(best.ids.size() - 1L).mapToInt(i -> i).toArray();
      Optional<List<float[]>> looks =
          best.looks.get(0).length == 0
              ? Optional.empty()
              : Optional.of(best.looks.subList(0, ids.length));
      return new Spoken(ids, best.logP, looks);
    }
  }

  private double score(Open caption) {
    return caption.logP / Math.pow(caption.ids.size(), power);
  }

  /** The best caption found of each image. */
  List<Spoken> of(Telling telling, int images) {
    List<Search> all = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      all.add(new Search());
      from.add(i);
    }
    while (!from.isEmpty()) {
      int[] lastWords =
          all.stream()
              .flatMap(search -> search.open.stream())
              .mapToInt(o -> o.ids.isEmpty() ? start : o.ids.get(o.ids.size() - 1))
              .toArray();
      List<float[]> next =
          telling.next(from.stream().mapToInt(Integer::intValue).toArray(), lastWords);
      List<Integer> goOn = new ArrayList<>();
      int row = 0;
      for (Search search : all) {
        int rows = search.open.size();
        if (rows > 0) {
          goOn.addAll(search.go(next.subList(row, row + rows), telling, row));
          row += rows;
        }
      }
      from = goOn;
    }
    return all.stream().map(Search::result).toList();
  }
}
