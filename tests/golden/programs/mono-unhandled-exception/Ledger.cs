using System;
using System.Collections.Generic;

public static class Ledger
{
    static int Balance(Dictionary<string, int> accounts, string name)
    {
        try
        {
            return accounts[name];
        }
        catch (KeyNotFoundException error)
        {
            throw new InvalidOperationException("no account " + name, error);
        }
    }

    public static void Main()
    {
        var accounts = new Dictionary<string, int> { { "cash", 12 } };
        Console.WriteLine("cash: " + Balance(accounts, "cash") + ", errors: 0");
        Console.WriteLine("rent: " + Balance(accounts, "rent"));
    }
}
