using System;

public static class Shop
{
    static int unused;

    public static int Total(string price)
    {
        return price;
    }

    public static void Main()
    {
        Console.WriteLine(Totall("3"));
    }
}
