import { describe, expect, it } from 'vitest';
import { maybeHeader, tableFault } from '../../src/input/table-fault.ts';

const ROW = '7,https://a.example/,Home';

describe('a table', () => {
  it.each([
    ['id,url,title', ROW, "-d ',' -f 2"],
    ['"id","Page URL","Title"', '"7","https://a.example/","Home, sweet home"', "-d ',' -f 2"],
    [',url,title', ROW, "-d ',' -f 2"],
    ['Name;Straße;Adresse', 'a;b;http://a.example', "-d ';' -f 3"],
    ['id\turl', '7\ta.example', 'cut -f 2'],
    ['id,host,rank', '7,a.example,1', "-d ',' -f 1"],
    ['id,link', undefined, "-d ',' -f 2"],
  ])('%j, with %j behind it, shows by its header', (header, row, cut) => {
    expect(maybeHeader(header)).toBe(true);
    expect(tableFault(header, row)).toContain(`${cut} | overlap fetch -`);
  });

  it.each([
    ['https://a.example/x,y', 'https://a.example/x,z'],
    ['a.example/x,y', 'b.example/x,y'],
    ['a.example,b.example', 'c.example,d.example'],
    ['localhost', 'b.example'],
    ['id,url,title', 'https://a.example/'],
    ['id,url,title', 'https://a.example/x,y'],
    ['(line that is not UTF-8) id,url', ROW],
    [',,', ROW],
    [',http://a.example', ROW],
  ])('is none where %j begins it, with %j behind', (first, second) => {
    expect(tableFault(first, second)).toBeUndefined();
  });
});
