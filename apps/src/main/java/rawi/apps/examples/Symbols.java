package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Symbols and their ids: 0 is padding, 1 the start of what is to be written, 2 its end.
 *
 * @param all in the order of their ids, from 3 on
 */
record Symbols(List<String> all) {
  static final int PADDING = 0;
  static final int START = 1;
  static final int END = 2;
  private static final int FIRST = 3;

  Symbols {
    all = List.copyOf(all);
  }

  /** The symbols that occur. */
  static Symbols of(Collection<List<String>> sequences) {
    TreeSet<String> all = new TreeSet<>();
    sequences.forEach(all::addAll);
    return new Symbols(List.copyOf(all));
  }

  /** How many ids there are. */
  int size() {
    return all.size() + FIRST;
  }

  int id(String symbol) {
    return all.indexOf(symbol) + FIRST;
  }

  String symbol(int id) {
    return id < FIRST ? List.of("-", "<", ">").get(id) : all.get(id - FIRST);
  }

  List<Integer> ids(List<String> symbols) {
    return symbols.stream().map(this::id).toList();
  }

  List<String> symbols(List<Integer> ids) {
    return ids.stream().map(this::symbol).toList();
  }

  /** With the start before it. */
  static List<Integer> started(List<Integer> ids) {
    List<Integer> all = new ArrayList<>(List.of(START));
    all.addAll(ids);
    return all;
  }

  /** With the end after it. */
  static List<Integer> ended(List<Integer> ids) {
    List<Integer> all = new ArrayList<>(ids);
    all.add(END);
    return all;
  }

  /** Ids in rows, padded at the end: (rows, longest). */
  static INDArray rows(List<List<Integer>> ids) {
    int longest = ids.stream().mapToInt(List::size).max().orElse(0);
    int[][] rows =
        ids.stream()
            .map(row -> Arrays.copyOf(row.stream().mapToInt(id -> id).toArray(), longest))
            .toArray(int[][]::new);
    return Nd4j.createFromArray(rows);
  }
}
