using Microsoft.Data.Sqlite;
using TreatyBot.Retention;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Retention;

public sealed class RecordFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // What another connection sees is what a program that is killed at this moment leaves behind.
    [Fact]
    public async Task Written_ByManyAtOnce_IsCommittedForEachWhenItGoesOn()
    {
        using var file = new RecordFile(Open);
        await file.WriteAsync(session => session.Execute("create table numbers (number integer primary key)"));

        await Task.WhenAll(Enumerable.Range(1, 200).Select(number => Task.Run(async () =>
        {
            await file.WriteAsync(session => session.Execute("insert into numbers values ($number)", ("$number", number)));
            Count($"select count(*) from numbers where number = {number}").ShouldBe(1);
        })));

        Count("select count(*) from numbers").ShouldBe(200);
    }

    [Fact]
    public async Task WorkThatFails_TakesNoneOfTheOthersAlong()
    {
        using var file = new RecordFile(Open);
        await file.WriteAsync(session => session.Execute("create table numbers (number integer primary key)"));
        using var hold = new ManualResetEventSlim();
        // Until this one is done, the others wait, and so share a transaction.
        var first = file.RunAsync(_ => hold.Wait(TimeSpan.FromSeconds(30)));

        var works = Enumerable.Range(1, 20).Select(number => file.WriteAsync(session =>
        {
            var added = session.Execute("insert into numbers values ($number)", ("$number", number));
            return number == 7 ? throw new InvalidDataException() : added;
        })).ToList();
        hold.Set();
        (await first).ShouldBeTrue();

        await Should.ThrowAsync<InvalidDataException>(works[6]);
        works.RemoveAt(6);
        (await Task.WhenAll(works)).ShouldAllBe(added => added == 1);
        Count("select count(*) from numbers").ShouldBe(19);
    }

    [Fact]
    public async Task FileThatCannotBeOpened_IsTriedAgain()
    {
        var isBroken = true;
        using var file = new RecordFile(() => isBroken ? throw new IOException() : Open());

        await Should.ThrowAsync<IOException>(file.WriteAsync(session => session.Execute("create table numbers (number integer primary key)")));
        isBroken = false;

        (await file.WriteAsync(session => session.Execute("create table numbers (number integer primary key)"))).ShouldBe(0);
    }

    [Fact]
    public async Task WhatWaitsWhenItIsDisposed_IsDone()
    {
        var file = new RecordFile(Open);
        using var hold = new ManualResetEventSlim();
        var first = file.RunAsync(_ => hold.Wait(TimeSpan.FromSeconds(30)));
        var waiting = file.WriteAsync(session => session.Execute("create table numbers (number integer primary key)"));
        var disposing = Task.Run(file.Dispose, TestContext.Current.CancellationToken);
        hold.Set();

        await disposing;
        await Task.WhenAll(first, waiting);
        Count("select count(*) from numbers").ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => { _ = file.WriteAsync(_ => 0); });
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder["records.db"]};Pooling=false");
        connection.Open();
        using var prepare = connection.CreateCommand();
        prepare.CommandText = "pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000";
        prepare.ExecuteNonQuery();
        return connection;
    }

    private long Count(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
