package rawi.apps;

/** The {@code rawi} program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.out.println("rawi");
  }
}
