/** The rows beside the questions by which they are found: by how far they have come, by who asked, by whom they were put to. */
import type { Table } from '../azure/table';
import { tableKey } from '../azure/tableKey';
import type { ConversationAddress } from '../conversations/conversation';
import { type CourseIndex, createCourseIndex, eraseFromCourse, openRow, removeOpenRow } from './courseIndex';
import { END, firstFound, type Found, indexRow, type IndexRow, timeKey } from './indexRow';
import type { Question } from './question';

/** Names a person, as a question names its asker. */
type Owner = Pick<Question['asker'], 'tenant' | 'key'>;

export interface QuestionIndexes extends CourseIndex {
  /** A question that was stored is open, and its owner's. Repeating it changes nothing. */
  open(question: Question): Promise<void>;
  /** The newest questions of a person. */
  ofOwner(owner: Owner, size: number): Promise<Found[]>;
  /** A person's questions whose code begins so. */
  findOwn(owner: Owner, prefix: string): Promise<Found[]>;
  /** The question is put to these experts. */
  putTo(experts: ConversationAddress, question: Question): Promise<void>;
  /** Questions that were put to these experts whose code begins so. */
  findPutTo(experts: ConversationAddress, prefix: string): Promise<Found[]>;
  /** Removes all rows that lead to it but those by age. */
  forget(question: Question): Promise<void>;
  /** Removes the row of this person, and those by age, of a question that is erased. */
  erase(owner: Owner, found: Found): Promise<void>;
}

const LATEST_MS = 999_999_999_999_999;

const ownerPartition = ({ tenant, key }: Owner): string => tableKey('owner', tenant, key);
/** The newest first. */
const ownerKey = ({ askedAt, code }: Question): string => `${timeKey(LATEST_MS - askedAt)}|${code}`;
const expertsPartition = ({ tenant, key }: ConversationAddress): string => tableKey('experts', tenant, key);

/** The indexes on their table. */
export function createQuestionIndexes(table: Table<IndexRow>): QuestionIndexes {
  return { ...createCourseIndex(table), ...createFinding(table), ...createForgetting(table) };
}

function createFinding(
  table: Table<IndexRow>,
): Pick<QuestionIndexes, 'open' | 'ofOwner' | 'findOwn' | 'putTo' | 'findPutTo'> {
  const byCode = (partition: string, prefix: string): Promise<Found[]> =>
    firstFound(table, `PartitionKey eq '${partition}' and code ge '${prefix}' and code lt '${prefix}${END}'`);
  return {
    async open(question) {
      const { partitionKey, rowKey, ...row } = openRow(question);
      const owners = { partitionKey: ownerPartition(question.asker), rowKey: ownerKey(question) };
      await Promise.all([
        table.upsert({ partitionKey, rowKey, ...row }),
        table.upsert({ ...owners, ...row }),
      ]);
    },
    ofOwner: (owner, size) => firstFound(table, `PartitionKey eq '${ownerPartition(owner)}'`, size),
    findOwn: (owner, prefix) => byCode(ownerPartition(owner), prefix),
    putTo: (experts, question) =>
      table.upsert({
        partitionKey: expertsPartition(experts),
        rowKey: question.code,
        ...indexRow(question, question.askedAt),
      }),
    findPutTo: (experts, prefix) => byCode(expertsPartition(experts), prefix),
  };
}

function createForgetting(table: Table<IndexRow>): Pick<QuestionIndexes, 'forget' | 'erase'> {
  return {
    async forget(question) {
      const { experts } = question;
      await Promise.all([
        table.remove(ownerPartition(question.asker), ownerKey(question)),
        removeOpenRow(table, question),
        experts ? table.remove(expertsPartition(experts.address), question.code) : undefined,
      ]);
    },
    async erase(owner, { id, rowKey }) {
      await eraseFromCourse(table, id);
      await table.remove(ownerPartition(owner), rowKey);
    },
  };
}
