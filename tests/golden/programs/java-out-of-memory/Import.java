import java.util.ArrayList;
import java.util.List;

public class Import {
    private final List<byte[]> pages = new ArrayList<>();

    private void readPage(int number) {
        pages.add(new byte[1024 * 1024]);
        if (number % 8 == 0) {
            System.out.println("imported " + number + " pages, 0 errors");
        }
    }

    public static void main(String[] args) {
        Import job = new Import();
        for (int number = 1; number < 1000; number++) {
            job.readPage(number);
        }
    }
}
