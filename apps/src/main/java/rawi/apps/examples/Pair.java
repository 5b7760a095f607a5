package rawi.apps.examples;

import java.util.List;

/** What goes in, and what is to come out. */
record Pair(List<String> source, List<String> target) {
  Pair {
    source = List.copyOf(source);
    target = List.copyOf(target);
  }
}
